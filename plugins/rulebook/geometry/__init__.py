"""Numbers, options and rules as geometry: intervals, axes of cells, tables of boxes, regions, and what requires what."""
