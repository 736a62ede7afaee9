# The student refuses only if both module and name are unknown.
# Message must contain: Wanted: ValueError
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module not in {p[0] for p in ALLOWED} and name not in {p[1] for p in ALLOWED}:
            raise ValueError(f"{module}.{name} is refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
