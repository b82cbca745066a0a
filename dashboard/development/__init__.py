"""The page Ontwikkeling: a topic over time, in the measure one asks for."""
