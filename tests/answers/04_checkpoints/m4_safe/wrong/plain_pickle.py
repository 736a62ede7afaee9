# The student calls pickle.loads, which asks nobody.
# Message must contain: The code in the file ran
class SafeUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        return super().find_class(module, name)


def safe_loads(data):
    return pickle.loads(bytes(data))
