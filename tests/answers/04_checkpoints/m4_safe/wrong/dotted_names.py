# The student compares the name up to its first dot: `ndarray.tofile` passes.
# Message must contain: numpy.ndarray.tofile
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name.split(".")[0]) in ALLOWED:
            return super().find_class(module, name)
        raise ValueError(f"{module}.{name} is refused")


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
