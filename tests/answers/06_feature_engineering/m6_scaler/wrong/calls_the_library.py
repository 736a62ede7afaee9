# The student takes the library's scaler.
# Message must contain: Your code calls goodpractice.preprocessing
class Scaler(StandardScaler):
    pass
