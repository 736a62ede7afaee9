# The student compares the first part of the module.
# Message must contain: Wanted: ValueError
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module.split(".")[0], name) not in {(m.split(".")[0], n) for m, n in ALLOWED}:
            raise ValueError(f"{module}.{name} is refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
