"""The site as a whole: its map and plan, its feed and reports, how it is built, served and checked."""
