"""A film with crossfades and sound by MoviePy: moviepy_film.py OUT CLIP…"""
import sys

from moviepy import VideoFileClip, afx, concatenate_videoclips, vfx

FADE = 0.5
clips = []
for number, file in enumerate(sys.argv[2:]):
    clip = VideoFileClip(file)
    if number > 0:
        clip = clip.with_effects([vfx.CrossFadeIn(FADE), afx.AudioFadeIn(FADE)])
    if number < len(sys.argv) - 3:
        clip = clip.with_effects([afx.AudioFadeOut(FADE)])
    clips.append(clip)
film = concatenate_videoclips(clips, padding=-FADE, method="compose")
film.write_videofile(
    sys.argv[1],
    fps=24,
    codec="libx264",
    preset="veryfast",
    audio_codec="aac",
    ffmpeg_params=["-crf", "17"],
    threads=2,
    logger=None,
)
