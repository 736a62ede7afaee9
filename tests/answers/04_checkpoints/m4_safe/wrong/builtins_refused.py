# The student refuses builtins alone.
# Message must contain: Wanted: ValueError
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "builtins":
            raise ValueError(f"{module}.{name} is refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
