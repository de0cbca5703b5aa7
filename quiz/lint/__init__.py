"""How questions are written: rules that judge the items of a bank, one module each. Pure."""
