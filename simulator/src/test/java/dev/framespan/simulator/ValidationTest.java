package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.simulator.catalogue.ProviderCatalogue;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.OrderReader;
import dev.framespan.simulator.order.Refusal;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
    private final OrderReader reader = new OrderReader(ProviderCatalogue.load());

    private Order read(String json) throws Refusal {
        return reader.read(Caller.json(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kling-v2.6     | generate         | 720p  | 5  | false | ''                                                         | 0.1955
            kling-v2.6     | image2video      | 1080p | 10 | true  | ,'first_frame_image':'http://h/a.png'                      | 1.59375
            kling-v2.6     | first_last_frame | 1080p | 5  | false | ,'first_frame_image':'http://h/a','last_frame_image':'http://h/b' | 0.33205
            kling-v3       | generate         | 720p  | 3  | false | ''                                                         | 0.2142
            kling-v3       | generate         | 720p  | 7  | true  | ''                                                         | 0.7497
            kling-v3       | image2video      | 1080p | 15 | true  | ,'image_urls':['http://h/a.png']                           | 2.142
            kling-v3       | first_last_frame | 4K    | 5  | true  | ,'first_frame_image':'http://h/a','last_frame_image':'http://h/b' | 2.276725
            kling-v3-omni  | generate         | 1080p | 5  | true  | ''                                                         | 0.595
            kling-v3-omni  | image2video      | 720p  | 4  | true  | ,'image_urls':['https://h/a.png']                          | 0.3808
            kling-v3-omni  | reference        | 4K    | 3  | false | ,'image_urls':['http://h/a','http://h/b']                  | 1.366035
            kling-v3-omni  | reference_video  | 1080p | 5  | false | ,'video_list':[{'video_url':'http://h/v','refer_type':'base','keep_original_sound':'no'}] | 0.714
            kling-v3-omni  | reference_video  | 720p  | 5  | true  | ,'video_urls':['http://h/v']                               | 0.5355
            kling-v3       | generate         | 720p  | 5  |       | ''                                                         | 0.5355
            kling-v3-omni  | generate         | 1080p | 5  |       | ''                                                         | 0.595
            kling-v2.6     | generate         | 1080p | 5  |       | ''                                                         | 0.796875
            kling-v2.6     | generate         | 720p  | 5  |       | ''                                                         | 0.1955
            kling-v3-omni  | reference_video  | 720p  | 5  |       | ,'video_urls':['http://h/v']                               | 0.5355
            kling-video-o1 | generate         | 1080p | 10 |       | ''                                                         | 0.952
            kling-video-o1 | image2video      | 720p  | 5  |       | ,'first_frame_image':'http://h/a'                          | 0.357
            kling-video-o1 | first_last_frame | 720p  | 5  |       | ,'first_frame_image':'http://h/a','last_frame_image':'http://h/b' | 0.357
            kling-video-o1 | reference        | 720p  | 10 |       | ,'image_urls':['http://h/a']                               | 0.714
            kling-video-o1 | reference_video  | 720p  | 5  |       | ,'video_urls':['http://h/v'],'image_urls':['http://h/a']   | 0.5355
            """)
    void clipsThatTheCatalogueHasAreSoldAtTheListedPrice(
            String model, String action, String resolution, int seconds, String audio, String more, BigDecimal usd)
            throws Refusal {
        String sound = audio == null ? "" : ",'audio':" + audio;
        Order order = read("{'model':'" + model + "','action':'" + action + "','prompt':'p','resolution':'" + resolution
                + "','duration':" + seconds + sound + more + "}");
        assertThat(order.price()).isEqualByComparingTo(usd);
        assertThat(order.action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            'model':'kling-v9'                       | model
            'model':7                                | model
            'action':'reference'                     | action
            'action':null                            | action
            'prompt':''                              | prompt
            'prompt':5                               | prompt
            'resolution':'480p'                      | resolution
            'resolution':'720P'                      | resolution
            'resolution':null                        | resolution
            'duration':2                             | duration
            'duration':16                            | duration
            'duration':5.0                           | duration
            'duration':'5'                           | duration
            'duration':99999999999999999999          | duration
            'audio':'true'                           | audio
            'audio':1                                | audio
            'aspect_ratio':'4:3'                     | aspect_ratio
            'first_frame_image':'http://h/a'         | first_frame_image
            'image_urls':['http://h/a']              | image_urls
            'negative_prompt':'x'                    | negative_prompt
            'callback_url':'ftp://h/x'               | callback_url
            'callback_events':'all'                  | callback_events
            'action':'image2video','aspect_ratio':'16:9','first_frame_image':'http://h/a' | aspect_ratio
            'action':'image2video'                   | first_frame_image
            'action':'image2video','first_frame_image':'file:///etc/passwd' | first_frame_image
            'action':'image2video','first_frame_image':'data:image/png;base64,AA' | first_frame_image
            'action':'image2video','image_urls':[]   | image_urls
            'action':'image2video','image_urls':['http://h/a','http://h/b'] | image_urls
            'action':'image2video','image_urls':['http://h/a'],'first_frame_image':'http://h/a' | image_urls
            'action':'first_last_frame','first_frame_image':'http://h/a' | last_frame_image
            'action':'first_last_frame','last_frame_image':'http://h/a' | first_frame_image
            'model':'kling-v2.6','resolution':'4K'   | resolution
            'model':'kling-v2.6','duration':7        | duration
            'model':'kling-v2.6','audio':true        | audio
            'model':'kling-video-o1','audio':false   | audio
            'model':'kling-video-o1','action':'reference','image_urls':[] | image_urls
            'model':'kling-video-o1','action':'reference','image_urls':['http://h/a'],'aspect_ratio':'16:9' | aspect_ratio
            'model':'kling-video-o1','action':'reference','image_urls':['http://h/a'],'video_urls':['http://h/a'] | video_urls
            'model':'kling-video-o1','action':'reference_video','video_urls':['http://h/a'],'aspect_ratio':'16:9' | aspect_ratio
            'model':'kling-v3-omni','action':'reference_video','video_list':[{'video_url':'http://h/a'},{'video_url':'http://h/b'}] | video_list
            'model':'kling-v3-omni','action':'reference_video','video_list':[{'video_url':'http://h/a','keep_original_sound':true}] | video_list[0].keep_original_sound
            'model':'kling-video-o1','prompt':'<<<image_1>>> walks' | prompt
            'model':'kling-v3-omni','action':'first_last_frame' | action
            'model':'kling-v3-omni','action':'image2video','first_frame_image':'http://h/a' | first_frame_image
            'model':'kling-v3-omni','action':'reference_video' | video_list
            'model':'kling-v3-omni','action':'reference_video','video_urls':['http://h/a','http://h/b'] | video_urls
            'model':'kling-v3-omni','action':'reference_video','video_list':[{'video_url':'http://h/a','refer_type':'all'}] | video_list[0].refer_type
            'model':'kling-v3-omni','action':'reference_video','video_list':[{'url':'http://h/a'}] | video_list[0].url
            'model':'kling-v3-omni','action':'reference_video','video_list':[{'video_url':'http://h/a'}],'video_urls':['http://h/a'] | video_urls
            """)
    void aClipRequestThatThePageDoesNotAllowIsRefusedWithTheFieldsName(String change, String field) {
        ObjectNode request =
                Caller.object("{'model':'kling-v3','action':'generate','prompt':'p','resolution':'720p','duration':5}");
        request.setAll(Caller.object("{" + change + "}"));
        assertThatThrownBy(() -> reader.read(request))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400))
                .hasMessageStartingWith(field + ":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            doubao-seedream-4.5            | generate    | 2K | 21:9 | 0  | 1 | 0.02975
            doubao-seedream-4.5            | generate    | 4K | 1:1  | 14 | 1 | 0.02975
            doubao-seedream-5.0-lite       | edit        | 3K | 2:3  | 1  | 2 | 0.0595
            doubao-seedream-4.0            | generate    | 1K | 3:4  | 2  | 1 | 0.0238
            gemini-3-pro-image-preview     | image2image | 1K | 4:5  | 1  | 1 | 0.0425
            gemini-3.1-flash-image-preview | reference   | 4K | 5:4  | 3  | 1 | 0.031875
            gemini-2.5-flash-image-preview | generate    | 1K | 9:16 | 0  | 4 | 0.053125
            gemini-2.5-flash-image-preview | reference   | 1K | 1:1  | 40 | 1 | 0.01328125
            gemini-3-pro-image-preview-official | generate | 2K | 16:9 | 0 | 1 | 0.1139
            """)
    void stillsThatTheCatalogueHasAreSoldAtTheListedPrice(
            String model, String action, String resolution, String ratio, int pictures, int count, BigDecimal usd)
            throws Refusal {
        assertThat(still(model, action, resolution, ratio, pictures, count).price())
                .isEqualByComparingTo(usd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            doubao-seedream-4.5            | generate    | 1K | 16:9 | 0  | 1  | resolution
            doubao-seedream-4.5            | generate    | 2K | 4:5  | 0  | 1  | aspect_ratio
            doubao-seedream-4.5            | generate    | 2K | 16:9 | 15 | 1  | image_urls
            doubao-seedream-4.5            | edit        | 2K | 16:9 | 2  | 1  | image_urls
            doubao-seedream-4.0            | generate    | 2K | 16:9 | 1  | 1  | image_urls
            doubao-seedream-4.0            | generate    | 2K | 16:9 | 11 | 1  | image_urls
            gemini-3-pro-image-preview     | generate    | 2K | 16:9 | 1  | 1  | image_urls
            gemini-3-pro-image-preview     | image2image | 2K | 16:9 | 0  | 1  | image_urls
            gemini-3-pro-image-preview     | reference   | 2K | 16:9 | 1  | 1  | image_urls
            gemini-3-pro-image-preview     | reference   | 2K | 16:9 | 15 | 1  | image_urls
            gemini-2.5-flash-image-preview | reference   | 1K | 16:9 | 1  | 1  | image_urls
            gemini-3-pro-image-preview     | edit        | 2K | 16:9 | 1  | 1  | action
            gemini-2.5-flash-image-preview | generate    | 2K | 16:9 | 0  | 1  | resolution
            doubao-seedream-4.5            | generate    | 2K | 16:9 | 0  | 0  | n
            doubao-seedream-4.5            | generate    | 2K | 16:9 | 0  | 11 | n
            """)
    void aStillRequestThatThePageDoesNotAllowIsRefusedWithTheFieldsName(
            String model, String action, String resolution, String ratio, int pictures, int count, String field) {
        assertThatThrownBy(() -> still(model, action, resolution, ratio, pictures, count))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(field + ":");
    }

    private Order still(String model, String action, String resolution, String ratio, int pictures, int count)
            throws Refusal {
        ObjectNode request = Caller.object("{'model':'" + model + "','action':'" + action
                + "','prompt':'p','resolution':'" + resolution + "','aspect_ratio':'" + ratio + "','n':" + count + "}");
        for (int i = 0; i < pictures; i++) {
            request.withArrayProperty("image_urls").add("http://h/" + i + ".png");
        }
        return reader.read(request);
    }

    @Test
    void moreReferencesThanTheFourThatAreRecommendedAreTaken() throws Refusal {
        ObjectNode request = Caller.object("{'model':'kling-v3-omni','action':'reference','resolution':'720p',"
                + "'duration':5,'prompt':'<<<image_40>>> meets <<<image_1>>>'}");
        for (int i = 0; i < 40; i++) {
            request.withArrayProperty("image_urls").add("http://h/" + i + ".png");
        }
        assertThat(reader.read(request).inputs()).hasSize(40);
    }

    @Test
    void aBaseVideoIsChargedByTheLongerOfItsLengthAndTheDuration() throws Refusal {
        String request = "{'model':'kling-video-o1','action':'reference_video','prompt':'p','resolution':'720p',"
                + "'duration':5,'video_list':[{'video_url':'http://h/v','refer_type':'%s'}]}";
        Order base = read(request.formatted("base"));
        assertThat(base.priceWith(7_250)).isEqualByComparingTo("0.776475");
        assertThat(base.priceWith(3_000)).isEqualByComparingTo("0.5355");
        assertThat(read(request.formatted("feature")).priceWith(7_250)).isEqualByComparingTo("0.5355");
    }

    @Test
    void aPromptIsMeasuredInCodePoints() throws Refusal {
        ObjectNode request = Caller.object("{'model':'kling-v3','action':'generate','resolution':'720p','duration':5}");
        request.put("prompt", "🌊".repeat(2500));
        assertThat(reader.read(request).prompt()).hasSize(5000);
        request.put("prompt", "a".repeat(2501));
        assertThatThrownBy(() -> reader.read(request)).hasMessageStartingWith("prompt: has 2501");
    }

    @Test
    void aNumberedPictureIsPlainTextToModelsThatDoNotKnowThem() throws Refusal {
        assertThat(
                        read("{'model':'kling-v3','action':'generate','prompt':'<<<image_9>>>','resolution':'720p','duration':5}")
                                .prompt())
                .isEqualTo("<<<image_9>>>");
        assertThatThrownBy(() -> read("{'model':'kling-v3-omni','action':'reference','image_urls':['http://h/a'],"
                        + "'prompt':'<<<image_2>>>','resolution':'720p','duration':5}"))
                .hasMessageContaining("<<<image_2>>>");
    }
}
