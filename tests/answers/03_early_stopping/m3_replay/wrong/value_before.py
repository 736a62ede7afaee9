# The student compares with the value before.
# Message must contain: compare with the lowest so far
def replay_patience(val_losses, patience):
    best = waited = 0
    for epoch, value in enumerate(val_losses, 1):
        waited = 0 if epoch == 1 or value < val_losses[epoch - 2] else waited + 1
        if waited >= patience:
            break
    return epoch, len(val_losses) - epoch, min(val_losses[:epoch]) - min(val_losses)
