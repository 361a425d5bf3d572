/// How every service meets HTTP: who may call ([dev.konbini.web.access]), what a refusal looks like
/// ([dev.konbini.web.problem]), how a body is read ([dev.konbini.web.body]) and how a list is paged
/// ([dev.konbini.web.page]).
///
/// A Spring Boot starter: being on the class path is enough. It knows nothing of any service's
/// subject.
@NullMarked
package dev.konbini.web;

import org.jspecify.annotations.NullMarked;
