"""How a page is put together and answered: addresses, htmx, large pieces, the one stylesheet and script."""
