# The student sets the parameters and trusts the file.
# Message must contain: with activation relu returned 0
# Message must contain: Compare it with that of net
def load_into(net, contents):
    for name in net["parameters"]:
        net["parameters"][name] = contents["parameters"][name].copy()
    return contents["epoch"]
