<?php
/**
 * Plugin Name: bilingual_pub trace
 * Description: Marks every translated string of a page that is asked for with ?bilingual-pub-trace=1. For a developer's own
 *              copy of a site: put it into wp-content/mu-plugins, trace, and take it away again.
 *
 * The marks are those of bilingual_pub.trace.marks. The legend (number, msgctxt, msgid, text) stands in a comment at the
 * page's end, so nothing is written on the server.
 */

if ( ! defined( 'ABSPATH' ) || empty( $_GET['bilingual-pub-trace'] ) ) {
	return;
}

final class Bilingual_Pub_Trace {
	private const BASE = 0xF1A00;
	private static $legend = array();

	public static function sign( $offset ) {
		return mb_chr( self::BASE + $offset, 'UTF-8' );
	}

	public static function mark( $text, $msgid, $context ) {
		// A date's format and a number's separators are no text; what is marked already has been here before.
		$format = preg_match( '/^[\\\\\W\w]{0,3}$|^(?:[djDlFmMnyYHhGgiaASsNwzWt][\s.,:\/-]*)+$/u', (string) $msgid );
		if ( ! is_string( $text ) || '' === $text || $format || false !== strpos( $text, self::sign( 0 ) ) ) {
			return $text;
		}
		$key = $context . "\4" . $msgid;
		if ( ! isset( self::$legend[ $key ] ) ) {
			self::$legend[ $key ] = array( count( self::$legend ) + 1, $context, $msgid, $text );
		}
		$digits = '';
		foreach ( str_split( (string) self::$legend[ $key ][0] ) as $digit ) {
			$digits .= self::sign( 16 + (int) $digit );
		}
		$slots = '/%(?:\d+\$)?[-+ 0]*\d*(?:\.\d+)?[sdiufgx]/';
		$inner = preg_replace_callback( $slots, function ( $slot ) {
			return self::sign( 3 ) . $slot[0] . self::sign( 4 );
		}, $text );
		return self::sign( 0 ) . $digits . self::sign( 1 ) . $inner . self::sign( 2 );
	}

	public static function legend() {
		// Two hyphens would end the comment.
		$json = str_replace( '--', '-\u002d', wp_json_encode( array_values( self::$legend ), JSON_UNESCAPED_UNICODE | JSON_HEX_TAG ) );
		echo "\n<!-- bilingual-pub-trace: ", $json, " -->\n";
	}
}

add_filter( 'gettext', function ( $text, $msgid ) {
	return Bilingual_Pub_Trace::mark( $text, $msgid, null );
}, 9999, 2 );
add_filter( 'gettext_with_context', function ( $text, $msgid, $context ) {
	return Bilingual_Pub_Trace::mark( $text, $msgid, $context );
}, 9999, 3 );
add_filter( 'ngettext', function ( $text, $single ) {
	return Bilingual_Pub_Trace::mark( $text, $single, null );
}, 9999, 2 );
add_filter( 'ngettext_with_context', function ( $text, $single, $plural, $number, $context ) {
	return Bilingual_Pub_Trace::mark( $text, $single, $context );
}, 9999, 5 );
add_action( 'shutdown', array( 'Bilingual_Pub_Trace', 'legend' ), 0 );
