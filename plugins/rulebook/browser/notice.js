/* Brython, Copyright (c) 2012, Pierre Quentel (brython.info), BSD licence: /licenses/brython.txt; minified, parts left out. */
