"""A drawing that stands alone as SVG, read into a few kinds of shapes and written as PNG, PDF page and slides.

The SVG is the one drawing; nothing here knows what it shows. What is understood: groups, links, symbols and their
uses, rectangles, circles, lines, paths, texts with spans; transforms; a stylesheet of classes; no filters, gradients
or masks. The size of a pixel is CSS's, 1/96 inch.
"""
