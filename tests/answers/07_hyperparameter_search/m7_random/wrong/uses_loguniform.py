# The student lets the library draw.
# Message must contain: loguniform
def random_points(space, n, seed):
    made = {}
    for name, (kind, *rest) in space.items():
        made[name] = rest[0] if kind == "choice" else loguniform(rest[0], rest[1])
    return list(ParameterSampler(made, n, random_state=seed))
