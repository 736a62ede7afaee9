# The student returns the error instead of raising it.
# Message must contain: In find_class, raise
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            return ValueError(f"{module}.{name} is refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
