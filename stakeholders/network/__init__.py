"""The network of who knows whom: measures, paths and layouts. Pure: names and ties in, numbers out."""
