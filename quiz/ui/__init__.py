"""The screens: pages as documents and their renderers, the prompters, and the words of the interface."""
