/// Gives integration tests the real servers, once for all tests of a module.
///
/// JUnit finds it by itself wherever this module is on the test class path; it acts only where a
/// system property, set for integration tests by the build, says so.
@NullMarked
package dev.konbini.servers.junit;

import org.jspecify.annotations.NullMarked;
