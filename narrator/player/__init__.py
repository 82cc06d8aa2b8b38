"""The player: speaks an article through the loudspeaker, and goes where the listener wants.

It stands beside the pipeline and, as the pipeline does, knows the stages. A script is read and
planned (`opening`), spoken ahead of what is heard (`supply`, onto a `shelf`), and pumped to the
sound card (`pump`, `device`). What the listener types (`keyboard`, `keys`) becomes an action,
and an action another place (`places`, pure). `playing` holds them together.
"""
