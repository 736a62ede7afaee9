# The student tests module and name one by one, so pairs pass that are not allowed.
# Message must contain: names numpy._core.numeric.dtype
# Message must contain: raise for every pair that is not in ALLOWED
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        modules, names = zip(*ALLOWED)
        if module not in modules or name not in names:
            raise ValueError("refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
