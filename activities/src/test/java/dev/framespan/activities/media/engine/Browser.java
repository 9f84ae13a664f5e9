package dev.framespan.activities.media.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium without a window, which plays films and says what it shows. */
public final class Browser implements AutoCloseable {
    private static final String LOAD =
            """
            const done = arguments[arguments.length - 1];
            const video = document.createElement('video');
            window.film = video;
            video.muted = true;
            video.preload = 'auto';
            video.onerror = () => done({error: video.error.message || ('code ' + video.error.code)});
            video.oncanplay = () => done({width: video.videoWidth, height: video.videoHeight, seconds: video.duration});
            video.src = arguments[0];
            document.body.appendChild(video);
            """;

    /** Seeks to each time and reads the barcode of the frame that is shown then. */
    private static final String SEEK =
            """
            const [times, bits, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
            const video = window.film;
            const canvas = document.createElement('canvas');
            canvas.width = video.videoWidth;
            canvas.height = video.videoHeight;
            const pen = canvas.getContext('2d', {willReadFrequently: true});
            const numbers = [];
            const next = () => {
              if (numbers.length === times.length) { done({numbers}); return; }
              video.currentTime = times[numbers.length];
            };
            video.onerror = () => done({error: video.error.message || ('code ' + video.error.code)});
            video.onseeked = () => video.requestVideoFrameCallback ? setTimeout(read, 60) : read();
            const read = () => {
              pen.drawImage(video, 0, 0);
              let number = 0;
              for (let bit = 0; bit < bits; bit++) {
                const x = Math.floor(canvas.width * (bit + 0.5) / bits);
                if (pen.getImageData(x, Math.floor(canvas.height / 4), 1, 1).data[1] > 127) number |= 1 << bit;
              }
              numbers.push(number);
              next();
            };
            next();
            """;

    private static final String PLAY =
            """
            const done = arguments[arguments.length - 1];
            const video = window.film;
            video.onseeked = null;
            video.onerror = () => done({error: video.error.message || ('code ' + video.error.code)});
            video.onended = () => done({
              corrupted: video.getVideoPlaybackQuality().corruptedVideoFrames, at: video.currentTime});
            video.currentTime = 0;
            video.playbackRate = 4;
            video.play().catch(problem => done({error: String(problem)}));
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    }

    /** Empty where this machine has no Chromium with its driver. */
    public static Optional<Browser> start() {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            return Optional.empty();
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .build();
        return Optional.of(new Browser(new ChromeDriver(service, options)));
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @return width, height and seconds as the browser understands them, or an error */
    public Map<String, Object> load(String page, String film) {
        driver.get(page);
        return result(LOAD, film);
    }

    /** @return the barcodes of the frames that are shown at these times, in seconds */
    public List<Integer> seek(List<Double> times) {
        Object numbers = succeeded(result(SEEK, times, TestClips.BITS)).get("numbers");
        return ((List<?>) numbers)
                .stream().map(number -> ((Number) number).intValue()).toList();
    }

    /** Plays from beginning to end, at four times the speed. @return corrupted frames, and where it ended, in seconds */
    public Map<String, Object> play() {
        return succeeded(result(PLAY));
    }

    private static Map<String, Object> succeeded(Map<String, Object> result) {
        if (result.containsKey("error")) {
            throw new AssertionError("the browser could not play the film: " + result.get("error"));
        }
        return result;
    }

    @SuppressWarnings("unchecked") // each script answers with an object
    private Map<String, Object> result(String script, Object... arguments) {
        return (Map<String, Object>) driver.executeAsyncScript(script, arguments);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
