"""Renderers of documents: one for each output."""
