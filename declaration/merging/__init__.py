"""The secretariat's desk, and `publish`, through which every new version comes."""
