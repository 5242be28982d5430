"""Catalogs compiled when a package is built: `hatch` for hatchling, `setuptools` for setuptools."""
