# The student forgets to return what the parent finds.
# Message must contain: return what super().find_class(module, name) finds
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError(f"{module}.{name} is refused")
        super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
