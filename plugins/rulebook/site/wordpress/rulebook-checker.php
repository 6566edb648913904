<?php
/**
 * Plugin Name: Rulebook Checker
 * Description: Puts the checker of a rulebook's site into posts: [rulebook_checker site="https://example.org" answers="problem=damaged"]
 * Version: 1.0.0
 * Requires at least: 5.0
 * Requires PHP: 7.4
 * License: MIT
 */

defined( 'ABSPATH' ) || exit;

add_shortcode( 'rulebook_checker', 'rulebook_checker_shortcode' );

/**
 * Write the link that the site's own script turns into the checker, and ask for that script once. Nothing is fetched here: the
 * reader's browser does that. Without a site there is nothing to show, and only those who may edit the post are told.
 */
function rulebook_checker_shortcode( $given ) {
	$asked = array_map(
		// Editors write & as an entity; the values are escaped below, once.
		'wp_specialchars_decode',
		shortcode_atts(
			array( 'site' => '', 'answers' => '', 'words' => 'Check your case', 'scheme' => '', 'accent' => '', 'today' => '' ),
			$given,
			'rulebook_checker'
		)
	);
	$site  = rtrim( esc_url_raw( $asked['site'], array( 'https', 'http' ) ), '/' );
	if ( '' === $site ) {
		return current_user_can( 'edit_posts' ) ? '<p>[rulebook_checker]: site="https://…" is missing.</p>' : '';
	}
	wp_enqueue_script( 'rulebook-checker-' . md5( $site ), $site . '/embed.js', array(), null, true );
	$link = $site . '/check/' . ( '' === $asked['answers'] ? '' : '?' . ltrim( $asked['answers'], '?' ) );
	$look = '';
	foreach ( array( 'scheme', 'accent', 'today' ) as $name ) {
		if ( '' !== $asked[ $name ] ) {
			$look .= ' data-' . $name . '="' . esc_attr( $asked[ $name ] ) . '"';
		}
	}
	return '<a href="' . esc_url( $link, array( 'https', 'http' ) ) . '"' . $look . '>' . esc_html( $asked['words'] ) . '</a>';
}
