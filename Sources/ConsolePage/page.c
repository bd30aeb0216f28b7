// SPDX-License-Identifier: Apache-2.0
// Written by scripts/list-page.
#include "ConsolePage.h"

static const unsigned char account_js[] = {
#embed "page/account.js"
};
static const unsigned char announcements_js[] = {
#embed "page/announcements.js"
};
static const unsigned char announcing_form_js[] = {
#embed "page/announcing/form.js"
};
static const unsigned char announcing_hearing_js[] = {
#embed "page/announcing/hearing.js"
};
static const unsigned char announcing_hold_js[] = {
#embed "page/announcing/hold.js"
};
static const unsigned char announcing_list_js[] = {
#embed "page/announcing/list.js"
};
static const unsigned char announcing_recent_js[] = {
#embed "page/announcing/recent.js"
};
static const unsigned char announcing_recorder_worklet_js[] = {
#embed "page/announcing/recorder-worklet.js"
};
static const unsigned char announcing_recorder_js[] = {
#embed "page/announcing/recorder.js"
};
static const unsigned char announcing_repeating_js[] = {
#embed "page/announcing/repeating.js"
};
static const unsigned char announcing_sending_js[] = {
#embed "page/announcing/sending.js"
};
static const unsigned char announcing_slots_js[] = {
#embed "page/announcing/slots.js"
};
static const unsigned char announcing_wave_js[] = {
#embed "page/announcing/wave.js"
};
static const unsigned char api_js[] = {
#embed "page/api.js"
};
static const unsigned char dialog_js[] = {
#embed "page/dialog.js"
};
static const unsigned char element_js[] = {
#embed "page/element.js"
};
static const unsigned char emergency_js[] = {
#embed "page/emergency.js"
};
static const unsigned char first_answers_js[] = {
#embed "page/first-answers.js"
};
static const unsigned char icon_svg[] = {
#embed "page/icon.svg"
};
static const unsigned char index_html[] = {
#embed "page/index.html"
};
static const unsigned char listening_js[] = {
#embed "page/listening.js"
};
static const unsigned char main_js[] = {
#embed "page/main.js"
};
static const unsigned char media_conflict_js[] = {
#embed "page/media/conflict.js"
};
static const unsigned char media_dropping_js[] = {
#embed "page/media/dropping.js"
};
static const unsigned char media_facts_js[] = {
#embed "page/media/facts.js"
};
static const unsigned char media_panel_js[] = {
#embed "page/media/panel.js"
};
static const unsigned char media_places_js[] = {
#embed "page/media/places.js"
};
static const unsigned char media_player_js[] = {
#embed "page/media/player.js"
};
static const unsigned char media_queue_js[] = {
#embed "page/media/queue.js"
};
static const unsigned char media_shelf_js[] = {
#embed "page/media/shelf.js"
};
static const unsigned char media_where_js[] = {
#embed "page/media/where.js"
};
static const unsigned char meter_js[] = {
#embed "page/meter.js"
};
static const unsigned char reading_out_js[] = {
#embed "page/reading-out.js"
};
static const unsigned char scripts_js[] = {
#embed "page/scripts.js"
};
static const unsigned char sign_in_js[] = {
#embed "page/sign-in.js"
};
static const unsigned char station_js[] = {
#embed "page/station.js"
};
static const unsigned char stream_worker_js[] = {
#embed "page/stream-worker.js"
};
static const unsigned char stream_js[] = {
#embed "page/stream.js"
};
static const unsigned char style_css[] = {
#embed "page/style.css"
};
static const unsigned char texts_conflict_js[] = {
#embed "page/texts/conflict.js"
};
static const unsigned char texts_day_js[] = {
#embed "page/texts/day.js"
};
static const unsigned char texts_desk_js[] = {
#embed "page/texts/desk.js"
};
static const unsigned char texts_differences_js[] = {
#embed "page/texts/differences.js"
};
static const unsigned char texts_draft_js[] = {
#embed "page/texts/draft.js"
};
static const unsigned char texts_editor_js[] = {
#embed "page/texts/editor.js"
};
static const unsigned char texts_even_font_js[] = {
#embed "page/texts/even-font.js"
};
static const unsigned char texts_lines_js[] = {
#embed "page/texts/lines.js"
};
static const unsigned char texts_new_file_js[] = {
#embed "page/texts/new-file.js"
};
static const unsigned char texts_previewing_js[] = {
#embed "page/texts/previewing.js"
};
static const unsigned char texts_problem_list_js[] = {
#embed "page/texts/problem-list.js"
};
static const unsigned char texts_rehearsed_js[] = {
#embed "page/texts/rehearsed.js"
};
static const unsigned char texts_script_desk_js[] = {
#embed "page/texts/script-desk.js"
};
static const unsigned char texts_script_text_js[] = {
#embed "page/texts/script-text.js"
};
static const unsigned char texts_suggestions_js[] = {
#embed "page/texts/suggestions.js"
};
static const unsigned char texts_timetable_words_js[] = {
#embed "page/texts/timetable-words.js"
};
static const unsigned char texts_versions_js[] = {
#embed "page/texts/versions.js"
};
static const unsigned char views_announce_css[] = {
#embed "page/views/announce.css"
};
static const unsigned char views_announce_js[] = {
#embed "page/views/announce.js"
};
static const unsigned char views_book_js[] = {
#embed "page/views/book.js"
};
static const unsigned char views_date_bar_js[] = {
#embed "page/views/date-bar.js"
};
static const unsigned char views_day_compare_js[] = {
#embed "page/views/day-compare.js"
};
static const unsigned char views_day_head_js[] = {
#embed "page/views/day-head.js"
};
static const unsigned char views_day_items_js[] = {
#embed "page/views/day-items.js"
};
static const unsigned char views_day_list_js[] = {
#embed "page/views/day-list.js"
};
static const unsigned char views_day_panel_js[] = {
#embed "page/views/day-panel.js"
};
static const unsigned char views_day_picture_js[] = {
#embed "page/views/day-picture.js"
};
static const unsigned char views_day_css[] = {
#embed "page/views/day.css"
};
static const unsigned char views_day_js[] = {
#embed "page/views/day.js"
};
static const unsigned char views_hand_over_js[] = {
#embed "page/views/hand-over.js"
};
static const unsigned char views_media_css[] = {
#embed "page/views/media.css"
};
static const unsigned char views_media_js[] = {
#embed "page/views/media.js"
};
static const unsigned char views_on_air_css[] = {
#embed "page/views/on-air.css"
};
static const unsigned char views_on_air_js[] = {
#embed "page/views/on-air.js"
};
static const unsigned char views_people_css[] = {
#embed "page/views/people.css"
};
static const unsigned char views_people_js[] = {
#embed "page/views/people.js"
};
static const unsigned char views_record_filters_js[] = {
#embed "page/views/record-filters.js"
};
static const unsigned char views_record_rows_js[] = {
#embed "page/views/record-rows.js"
};
static const unsigned char views_record_css[] = {
#embed "page/views/record.css"
};
static const unsigned char views_record_js[] = {
#embed "page/views/record.js"
};
static const unsigned char views_rows_css[] = {
#embed "page/views/rows.css"
};
static const unsigned char views_scripts_js[] = {
#embed "page/views/scripts.js"
};
static const unsigned char views_signs_js[] = {
#embed "page/views/signs.js"
};
static const unsigned char views_table_js[] = {
#embed "page/views/table.js"
};
static const unsigned char views_times_js[] = {
#embed "page/views/times.js"
};
static const unsigned char views_timetable_css[] = {
#embed "page/views/timetable.css"
};
static const unsigned char views_timetable_js[] = {
#embed "page/views/timetable.js"
};
static const unsigned char words_js[] = {
#embed "page/words.js"
};

#define FILE(path, bytes) { path, bytes, sizeof bytes }

static const struct console_page_file files[] = {
    FILE("/account.js", account_js),
    FILE("/announcements.js", announcements_js),
    FILE("/announcing/form.js", announcing_form_js),
    FILE("/announcing/hearing.js", announcing_hearing_js),
    FILE("/announcing/hold.js", announcing_hold_js),
    FILE("/announcing/list.js", announcing_list_js),
    FILE("/announcing/recent.js", announcing_recent_js),
    FILE("/announcing/recorder-worklet.js", announcing_recorder_worklet_js),
    FILE("/announcing/recorder.js", announcing_recorder_js),
    FILE("/announcing/repeating.js", announcing_repeating_js),
    FILE("/announcing/sending.js", announcing_sending_js),
    FILE("/announcing/slots.js", announcing_slots_js),
    FILE("/announcing/wave.js", announcing_wave_js),
    FILE("/api.js", api_js),
    FILE("/dialog.js", dialog_js),
    FILE("/element.js", element_js),
    FILE("/emergency.js", emergency_js),
    FILE("/first-answers.js", first_answers_js),
    FILE("/icon.svg", icon_svg),
    FILE("/index.html", index_html),
    FILE("/listening.js", listening_js),
    FILE("/main.js", main_js),
    FILE("/media/conflict.js", media_conflict_js),
    FILE("/media/dropping.js", media_dropping_js),
    FILE("/media/facts.js", media_facts_js),
    FILE("/media/panel.js", media_panel_js),
    FILE("/media/places.js", media_places_js),
    FILE("/media/player.js", media_player_js),
    FILE("/media/queue.js", media_queue_js),
    FILE("/media/shelf.js", media_shelf_js),
    FILE("/media/where.js", media_where_js),
    FILE("/meter.js", meter_js),
    FILE("/reading-out.js", reading_out_js),
    FILE("/scripts.js", scripts_js),
    FILE("/sign-in.js", sign_in_js),
    FILE("/station.js", station_js),
    FILE("/stream-worker.js", stream_worker_js),
    FILE("/stream.js", stream_js),
    FILE("/style.css", style_css),
    FILE("/texts/conflict.js", texts_conflict_js),
    FILE("/texts/day.js", texts_day_js),
    FILE("/texts/desk.js", texts_desk_js),
    FILE("/texts/differences.js", texts_differences_js),
    FILE("/texts/draft.js", texts_draft_js),
    FILE("/texts/editor.js", texts_editor_js),
    FILE("/texts/even-font.js", texts_even_font_js),
    FILE("/texts/lines.js", texts_lines_js),
    FILE("/texts/new-file.js", texts_new_file_js),
    FILE("/texts/previewing.js", texts_previewing_js),
    FILE("/texts/problem-list.js", texts_problem_list_js),
    FILE("/texts/rehearsed.js", texts_rehearsed_js),
    FILE("/texts/script-desk.js", texts_script_desk_js),
    FILE("/texts/script-text.js", texts_script_text_js),
    FILE("/texts/suggestions.js", texts_suggestions_js),
    FILE("/texts/timetable-words.js", texts_timetable_words_js),
    FILE("/texts/versions.js", texts_versions_js),
    FILE("/views/announce.css", views_announce_css),
    FILE("/views/announce.js", views_announce_js),
    FILE("/views/book.js", views_book_js),
    FILE("/views/date-bar.js", views_date_bar_js),
    FILE("/views/day-compare.js", views_day_compare_js),
    FILE("/views/day-head.js", views_day_head_js),
    FILE("/views/day-items.js", views_day_items_js),
    FILE("/views/day-list.js", views_day_list_js),
    FILE("/views/day-panel.js", views_day_panel_js),
    FILE("/views/day-picture.js", views_day_picture_js),
    FILE("/views/day.css", views_day_css),
    FILE("/views/day.js", views_day_js),
    FILE("/views/hand-over.js", views_hand_over_js),
    FILE("/views/media.css", views_media_css),
    FILE("/views/media.js", views_media_js),
    FILE("/views/on-air.css", views_on_air_css),
    FILE("/views/on-air.js", views_on_air_js),
    FILE("/views/people.css", views_people_css),
    FILE("/views/people.js", views_people_js),
    FILE("/views/record-filters.js", views_record_filters_js),
    FILE("/views/record-rows.js", views_record_rows_js),
    FILE("/views/record.css", views_record_css),
    FILE("/views/record.js", views_record_js),
    FILE("/views/rows.css", views_rows_css),
    FILE("/views/scripts.js", views_scripts_js),
    FILE("/views/signs.js", views_signs_js),
    FILE("/views/table.js", views_table_js),
    FILE("/views/times.js", views_times_js),
    FILE("/views/timetable.css", views_timetable_css),
    FILE("/views/timetable.js", views_timetable_js),
    FILE("/words.js", words_js),
};

const struct console_page_file *const console_page_files = files;
const size_t console_page_file_count = sizeof files / sizeof files[0];
