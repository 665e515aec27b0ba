"""The window every page lives in: find, navigation, registers' state, commands, privacy. It knows no page by name."""
