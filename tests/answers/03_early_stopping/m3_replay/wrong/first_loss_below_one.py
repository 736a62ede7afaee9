# The student lets best start at 1, which a loss may exceed.
# Message must contain: The losses may be of any size
def replay_patience(val_losses, patience):
    best, best_epoch = 1.0, 1
    for epoch, value in enumerate(val_losses, 1):
        if value < best:
            best, best_epoch = value, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, len(val_losses) - epoch, best - min(val_losses)
