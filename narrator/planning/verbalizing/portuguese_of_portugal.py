"""How Portuguese is said in Portugal: "quilómetros", not "quilômetros"."""

from narrator.planning.verbalizing.portuguese import rules

RULES = rules("pt-PT")
