"""What the package is made of, and what a packaged program is told about its surroundings."""
