# The student raises another type of error.
# Message must contain: raised UnpicklingError
# Message must contain: Wanted: ValueError
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError("refused")
        return super().find_class(module, name)


def safe_loads(data):
    return SafeUnpickler(io.BytesIO(data)).load()
