# Builds and runs Framespan with Debian's own JDK and Maven, as README does.
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven && rm -rf /var/lib/apt/lists/*
WORKDIR /framespan
COPY . .
RUN mvn -B -q -DskipTests -Dspotless.check.skip=true -Dmaven.javadoc.skip -pl starter,simulator -am package \
    && rm -f starter/target/quarkus-app/*.jsa

FROM debian:12-slim
# fontconfig and a font: the captions of the contact sheet.
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home framespan && mkdir /store /state /films /cache && chown framespan /store /state /films /cache
COPY --from=build /framespan/framespan /framespan/LICENSE /framespan/NOTICE /opt/framespan/
COPY --from=build /framespan/starter/target/quarkus-app /opt/framespan/starter/target/quarkus-app
COPY --from=build /framespan/simulator/target/simulator.jar /opt/framespan/simulator/target/simulator.jar
COPY --from=build /framespan/simulator/target/lib /opt/framespan/simulator/target/lib
COPY --from=build /framespan/starter/src/main/packaging/class-archive /tmp/
# An archive of classes is good nowhere but where it was made.
RUN sh /tmp/class-archive "$(command -v java)" /opt/framespan/starter/target/quarkus-app /tmp/work; rm -rf /tmp/class-archive /tmp/work
USER framespan
ENTRYPOINT ["/opt/framespan/framespan"]
