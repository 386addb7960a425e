"""Files to records: any data package of the bundled schema, with every fault listed."""
