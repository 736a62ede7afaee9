# The student lets the parent find first, which imports the module.
# Message must contain: before you find it
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        found = super().find_class(module, name)
        if (module, name) not in ALLOWED:
            raise ValueError(f"{module}.{name} is refused")
        return found


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
