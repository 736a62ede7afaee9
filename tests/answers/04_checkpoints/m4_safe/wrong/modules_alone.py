# The student compares the modules alone.
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module not in {pair[0] for pair in ALLOWED}:
            raise ValueError(f"{module}.{name} is refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
