package dev.framespan.activities.store;

import java.io.IOException;

/** A store's file has other bytes than its name says: a failing disk, or the file was edited. */
public final class DamagedAssetException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String fileName;

    /** @param fileName of the asset in the store */
    public DamagedAssetException(String fileName) {
        super("the store's file " + fileName + " is damaged");
        this.fileName = fileName;
    }

    /** The damaged asset's name in the store. */
    public String fileName() {
        return fileName;
    }
}
