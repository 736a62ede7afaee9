# The student refuses arrays too.
# Message must contain: safe_loads of an honest file stopped with ValueError
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        raise ValueError(f"it names {module}.{name}")


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
