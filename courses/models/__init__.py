from courses.models.edition import Edition, LoadedItem
from courses.models.pages import CoursePage, CoursesIndexPage, LessonPage, ModulePage, ProgrammePage, QuizPage

__all__ = [
    "CoursePage",
    "CoursesIndexPage",
    "Edition",
    "LessonPage",
    "LoadedItem",
    "ModulePage",
    "ProgrammePage",
    "QuizPage",
]
