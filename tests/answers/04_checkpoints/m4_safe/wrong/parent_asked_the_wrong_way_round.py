# The student swaps module and name for the parent.
# Message must contain: return what super().find_class(module, name) finds
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise ValueError(f"the file names {module}.{name}")
        return super().find_class(name, module)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
