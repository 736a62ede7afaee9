# The student takes the last file.
# Message must contain: That is the last epoch, whatever its loss
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    return max(saved)
