<?php
// What WordPress's handbook says of the functions that the plugin calls, for a PHP without WordPress. Asked on the command line:
// the plugin's file and the shortcode's attributes as JSON; answers as JSON with what was written and which scripts were asked for.
define( 'ABSPATH', '/' );
$shortcodes = $scripts = array();

function add_shortcode( $tag, $callback ) { $GLOBALS['shortcodes'][ $tag ] = $callback; }
function shortcode_atts( $known, $given, $tag ) { return array_merge( $known, array_intersect_key( (array) $given, $known ) ); }
function wp_enqueue_script( $handle, $src, $needs, $version, $in_footer ) { $GLOBALS['scripts'][ $handle ] = $src; }
function current_user_can( $capability ) { return false; }
function wp_specialchars_decode( $text ) { return htmlspecialchars_decode( str_replace( '&#038;', '&', $text ), ENT_NOQUOTES ); }
function esc_html( $text ) { return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8', false ); }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8', false ); }
function esc_url_raw( $url, $protocols ) {
	$url = preg_replace( '|[^a-z0-9-~+_.?#=!&;,/:%@$\|*\'()\[\]\x80-\xff]|i', '', $url );
	return preg_match( '/^(' . implode( '|', $protocols ) . '):/i', $url ) ? $url : '';
}
function esc_url( $url, $protocols ) { return str_replace( array( '&', "'" ), array( '&#038;', '&#039;' ), esc_url_raw( $url, $protocols ) ); }

require $argv[1];
$written = array_map( $shortcodes['rulebook_checker'], json_decode( $argv[2], true ) );
echo json_encode( array( 'written' => $written, 'scripts' => array_values( $scripts ) ) );
