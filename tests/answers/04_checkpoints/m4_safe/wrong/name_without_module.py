# The student looks at the name and not at the module.
# Message must contain: safe_loads of a file that names os.dtype
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if name not in {name for _, name in ALLOWED}:
            raise ValueError("refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
