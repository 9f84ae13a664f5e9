package dev.framespan.stores.s3;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.store.Assets;
import dev.framespan.activities.store.CappedInputStream;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.FileHash;
import dev.framespan.activities.store.FileMutex;
import dev.framespan.activities.store.ScratchFiles;
import dev.framespan.activities.store.StoreException;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The assets of a store in an S3 bucket, for any number of processes on any number of machines; copies of what is worked on are in a folder of
 * each machine.
 *
 * <p>Server, region and credentials come from the SDK's own settings: {@code AWS_ENDPOINT_URL_S3}, {@code AWS_REGION}, {@code AWS_PROFILE} and so
 * on. What a method has returned for is in the bucket, whole. Whatever leaves the store was hashed on its way.
 */
public final class S3Assets implements Assets, AutoCloseable {
    private static final int LONGEST_MARK = 100;
    private static final Logger LOG = LoggerFactory.getLogger(S3Assets.class);

    // The longest job, a film's cut.
    private static final Duration JOB = Duration.ofHours(6);
    private static final S3Connection.Patient PATIENT =
            new S3Connection.Patient(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private final S3Place place;
    private final Path local;
    private final Clock clock;
    private final S3Connection connection;
    private final S3Upload upload;
    private final AssetCache cache;

    private S3Assets(S3Connection connection, Path local, AssetCache cache, Clock clock) {
        this.place = connection.place();
        this.local = local;
        this.clock = clock;
        this.connection = connection;
        this.upload = new S3Upload(connection);
        this.cache = cache;
    }

    /**
     * Opens the assets in a bucket that exists.
     *
     * @param url {@code s3://bucket} or {@code s3://bucket/folder}
     * @param local a folder of this machine for copies of assets and files in the making, which may vanish while nothing works; made where there
     *     is none
     * @param cacheBytes how much the copies may take; what jobs of the last six hours read stays, even where it is more
     * @throws StoreException in one sentence with the remedy
     */
    public static S3Assets open(String url, Path local, long cacheBytes) {
        return open(url, local, cacheBytes, JOB, PATIENT, Clock.systemUTC());
    }

    /** @param job how long what is lent is in use, at most */
    static S3Assets open(
            String url, Path local, long cacheBytes, Duration job, S3Connection.Patient patience, Clock clock) {
        Path root = local.toAbsolutePath().normalize();
        S3Connection connection = new S3Connection(S3Place.parse(url), patience);
        S3Assets assets = new S3Assets(connection, root, new AssetCache(root, cacheBytes, job, clock), clock);
        try {
            Files.createDirectories(root);
            assets.ask(assets.place.assets());
            return assets;
        } catch (IOException e) {
            connection.close();
            boolean isAway = e.getCause() instanceof SdkException failure && S3Reason.isPassing(failure);
            throw isAway ? StoreException.away(e.getMessage(), e) : new StoreException(e.getMessage(), e);
        }
    }

    /** How its users name it: the bucket's URL. */
    public String place() {
        return place.toString();
    }

    /** What says whose bucket it is; empty where nobody has said so. */
    public Optional<String> mark() throws IOException {
        try {
            return Optional.of(connection
                    .attempt(s3 -> s3.getObjectAsBytes(
                            get -> get.bucket(place.bucket()).key(place.mark()).range("bytes=0-" + (LONGEST_MARK - 1))))
                    .asUtf8String());
        } catch (SdkException e) {
            if (S3Reason.isMissing(e)) {
                return Optional.empty();
            }
            throw S3Reason.exception(e, place);
        }
    }

    /** @param mark of letters, digits and dashes */
    public void mark(String mark) throws IOException {
        connection.call(
                s3 -> s3.putObject(put -> put.bucket(place.bucket()).key(place.mark()), RequestBody.fromString(mark)));
    }

    @Override
    public Asset keep(InputStream content, long cap, MediaType type) throws IOException {
        Path spool = scratchFiles().file();
        try {
            MessageDigest digest = Sha256.digest();
            long bytes;
            try (OutputStream out = new FileOutputStream(spool.toFile())) {
                bytes = new CappedInputStream(content, cap).transferTo(new DigestOutputStream(out, digest));
            }
            return keep(spool, new Asset(Sha256.hex(digest.digest()), bytes, type));
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    @Override
    public Asset keep(Path file, MediaType type) throws IOException {
        try {
            return keep(file, new Asset(FileHash.of(file), Files.size(file), type));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Asset keep(Path file, Asset asset) throws IOException {
        CrashPoint.KEEPING.passing();
        upload.send(file, asset.bytes(), place.key(asset), asset.type());
        try {
            cache.put(file, asset.fileName());
        } catch (IOException e) {
            LOG.debug("{} is kept, and not in the cache", asset.fileName(), e);
        }
        return asset;
    }

    @Override
    public boolean has(Asset asset) throws IOException {
        return head(place.key(asset))
                .filter(head -> head.contentLength() == asset.bytes())
                .isPresent();
    }

    /** The bucket says that it is there and how long it is; its bytes are read from this machine's copy, which is fetched where there is none. */
    @Override
    public boolean isIntact(Asset asset) throws IOException {
        Optional<HeadObjectResponse> head = head(place.key(asset));
        if (head.isEmpty()) {
            return false;
        }
        try {
            if (head.get().contentLength() != asset.bytes()) {
                return !setAside(asset, head.get().eTag()) && isIntact(asset);
            }
            file(asset);
            return true;
        } catch (NoSuchFileException | DamagedAssetException e) {
            return false;
        }
    }

    /** A copy on this machine, which stays for six hours at least. */
    @Override
    public Path file(Asset asset) throws IOException {
        Optional<Path> cached = cached(asset.fileName(), asset.sha256());
        if (cached.isPresent()) {
            return cached.get();
        }
        try (FileMutex lock = DownloadLock.of(local.resolve("downloads"), asset.sha256())) {
            Optional<Path> fetched = cached(asset.fileName(), asset.sha256());
            return fetched.isPresent() ? fetched.get() : fetch(asset);
        }
    }

    private Path fetch(Asset asset) throws IOException {
        Path part = scratchFiles().file();
        try {
            S3Download.Read read;
            do {
                try (OutputStream out = new FileOutputStream(part.toFile())) {
                    read = S3Download.of(connection, place.key(asset), out);
                }
                if (read.sha256().equals(asset.sha256())) {
                    return cache.lend(part, asset.fileName());
                }
            } while (!setAside(asset, read.etag()));
            throw new DamagedAssetException(asset.fileName());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A copy on this machine that was hashed just now. */
    private Optional<Path> cached(String fileName, String sha256) throws IOException {
        Optional<Path> copy = cache.lend(fileName);
        if (copy.isPresent() && !FileHash.of(copy.get()).equals(sha256)) {
            LOG.warn("the copy of {} on this machine is damaged: it is fetched anew", fileName);
            cache.drop(fileName);
            return Optional.empty();
        }
        return copy;
    }

    @Override
    public Optional<Path> find(String sha256, MediaType type) {
        Asset named = new Asset(sha256, 1, type);
        try {
            Optional<Path> cached = cached(named.fileName(), sha256);
            if (cached.isPresent()) {
                return cached;
            }
            Optional<HeadObjectResponse> head = head(place.key(named));
            return head.isPresent() && head.get().contentLength() > 0
                    ? Optional.of(file(new Asset(sha256, head.get().contentLength(), type)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From this machine's copy where there is one, which is hashed before. */
    @Override
    public void copy(Asset asset, OutputStream out) throws IOException {
        Optional<Path> cached = cached(asset.fileName(), asset.sha256());
        if (cached.isPresent()) {
            Files.copy(cached.get(), out);
            return;
        }
        S3Download.Read read = S3Download.of(connection, place.key(asset), out);
        if (!read.sha256().equals(asset.sha256())) {
            setAside(asset, read.etag());
            throw new DamagedAssetException(asset.fileName());
        }
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        String next = null;
        do {
            String from = next;
            ListObjectsV2Response page = connection.call(s3 -> s3.listObjectsV2(
                    list -> list.bucket(place.bucket()).prefix(place.assets()).continuationToken(from)));
            for (S3Object object : page.contents()) {
                Optional<StoredAsset> stored =
                        place.stored(object.key(), object.size(), KeptAt.bySecond(object.lastModified()));
                if (stored.isPresent() && KeptAt.isFresh(object.lastModified(), page.sdkHttpResponse())) {
                    stored = head(object.key())
                            .flatMap(head -> place.stored(object.key(), head.contentLength(), KeptAt.byMark(head)));
                }
                if (stored.isPresent()) {
                    visitor.see(stored.get());
                }
            }
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next != null);
    }

    @Override
    public String hash(StoredAsset stored) throws IOException {
        return S3Download.of(connection, place.key(stored), OutputStream.nullOutputStream())
                .sha256();
    }

    @Override
    public boolean discard(StoredAsset stored) throws IOException {
        Optional<HeadObjectResponse> head = head(place.key(stored));
        if (head.isEmpty() || !KeptAt.isSame(head.get(), stored.keptAt())) {
            return false;
        }
        delete(place.key(stored));
        cache.drop(stored.fileName());
        return true;
    }

    @Override
    public boolean hasRoom(long bytes) throws IOException {
        return Files.getFileStore(local).getUsableSpace() >= bytes;
    }

    @Override
    public Path scratch() throws IOException {
        return scratchFiles().folder();
    }

    private ScratchFiles scratchFiles() throws IOException {
        return ScratchFiles.of(local, clock);
    }

    /** Signed with this process's credentials, and of no use when those have expired. Whether its reader reaches the server is not known here. */
    @Override
    public Optional<URI> link(Asset asset, Duration time) throws IOException {
        Duration allowed = time.compareTo(LONGEST_LINK) > 0 ? LONGEST_LINK : time;
        try {
            return Optional.of(URI.create(connection
                    .presigner()
                    .presignGetObject(presign -> presign.signatureDuration(allowed)
                            .getObjectRequest(get -> get.bucket(place.bucket()).key(place.key(asset))))
                    .url()
                    .toString()));
        } catch (SdkException e) {
            throw S3Reason.exception(e, place);
        }
    }

    /**
     * What is known of an object; empty where there is none. HEAD is answered without words, so a listing is asked whether it is the object that
     * is missing or the bucket, and why it is refused: a bucket that is gone must not look like assets that are, which would be bought again.
     */
    private Optional<HeadObjectResponse> head(String key) throws IOException {
        try {
            return Optional.of(connection.attempt(
                    s3 -> s3.headObject(head -> head.bucket(place.bucket()).key(key))));
        } catch (AwsServiceException e) {
            ask(key);
            if (S3Reason.isMissing(e)) {
                return Optional.empty();
            }
            throw S3Reason.exception(e, place);
        } catch (SdkException e) {
            throw S3Reason.exception(e, place);
        }
    }

    private void ask(String prefix) throws IOException {
        connection.call(s3 -> s3.listObjectsV2(
                list -> list.bucket(place.bucket()).prefix(prefix).maxKeys(1)));
    }

    private void delete(String key) throws IOException {
        connection.call(
                s3 -> s3.deleteObject(delete -> delete.bucket(place.bucket()).key(key)));
    }

    /**
     * Copies a damaged object to another name, and takes it away.
     *
     * @param etag of what was found damaged
     * @return false where it has been kept anew since
     */
    private boolean setAside(Asset asset, String etag) throws IOException {
        String key = place.key(asset);
        DamagedAssetException damaged = new DamagedAssetException(asset.fileName());
        try {
            if (isAnother(key, etag)) {
                return false;
            }
            connection.call(s3 -> s3.copyObject(copy -> copy.sourceBucket(place.bucket())
                    .sourceKey(key)
                    .destinationBucket(place.bucket())
                    .destinationKey(S3Place.aside(key))
                    .overrideConfiguration(S3Connection::much)));
            // It was copied meanwhile.
            if (isAnother(key, etag)) {
                return false;
            }
            delete(key);
        } catch (IOException e) {
            damaged.addSuppressed(e);
            throw damaged;
        }
        LOG.warn(
                "the bucket's object {} is damaged: it is set aside as {}, and had anew where it is needed",
                key,
                S3Place.aside(key));
        return true;
    }

    private boolean isAnother(String key, String etag) throws IOException {
        return head(key).filter(head -> !head.eTag().equals(etag)).isPresent();
    }

    @Override
    public void close() {
        connection.close();
    }
}
