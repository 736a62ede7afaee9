# The student saves the generator itself, which is no plain data.
# Message must contain: ['generator'] gives a Generator
# Message must contain: Save bit_generator.state, a dict
def to_contents(run):
    return dict(run)


def from_contents(contents):
    return dict(contents)
