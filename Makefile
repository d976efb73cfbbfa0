# Targets for people and for continuous integration. `make test` is the one test command.
.PHONY: test build format docs install images up down compose-check clean

MVN := mvn -B -ntp

test: install            ## everything: format, warnings, rules, unit and integration tests, compose
	scripts/with-containers.sh $(MVN) verify
	scripts/with-containers.sh scripts/compose.sh check

build:                   ## jars and plugin archives, unpacked in build/plugins, without tests
	$(MVN) -DskipTests package
	scripts/unpack-plugins.sh

format:                  ## rewrites the sources in the project's format
	$(MVN) -q spotless:apply

docs:                    ## rewrites docs/configuration.md from the connectors' definitions
	$(MVN) -q -pl integration-tests -am test -Dtest=ConfigurationDocTest \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dpicsou.docs.write=true

install:                 ## what the tests need on a Debian machine; only what is missing
	scripts/install-tools.sh

images:                  ## local images, for machines that cannot pull the public ones
	scripts/build-images.sh

up: build                ## two etcd clusters, Kafka, two Connect workers, connectors registered
	scripts/with-containers.sh scripts/compose.sh up

down:                    ## stops them and removes their data
	scripts/with-containers.sh scripts/compose.sh down

compose-check: build     ## up, an entry from A to B, down
	scripts/with-containers.sh scripts/compose.sh check

clean:
	$(MVN) -q clean
