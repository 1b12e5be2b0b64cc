"""Installation of collective.socialgovernance."""

from pathlib import Path
from pythongettext.msgfmt import Msgfmt
from setuptools import find_namespace_packages
from setuptools import setup
from setuptools.command.build_py import build_py

import re


here = Path(__file__).parent
HOME = "https://github.com/collective/collective.socialgovernance"


def text(*names: str) -> str:
    """The long description shown on the package index, where links lead to the repository."""
    written = "\n\n".join((here / name).read_text(encoding="utf-8") for name in names)
    return re.sub(r"\]\((?!https?:|#)", f"]({HOME}/blob/main/", written)


class BuildWithTranslations(build_py):
    """Compile the translations beside their sources, so that a wheel and an editable install have them."""

    def run(self) -> None:
        """Compile each message catalog, then build as usual."""
        for catalog in sorted(here.glob("src/collective/socialgovernance/locales/*/LC_MESSAGES/*.po")):
            with catalog.open("rb") as source:
                catalog.with_suffix(".mo").write_bytes(Msgfmt(source, name=str(catalog)).getAsFile().read())
        super().run()


setup(
    name="collective.socialgovernance",
    version="1.0.0.dev0",
    description=(
        "Governance of how a company and its people speak on social media, inside a Plone intranet: "
        "charters and guides, speaking scopes, voluntary ambassadors, acknowledgment and refresh"
    ),
    long_description=text("README.md", "CHANGES.md"),
    long_description_content_type="text/markdown",
    classifiers=[
        "Development Status :: 4 - Beta",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Framework :: Zope :: 6",
        "Intended Audience :: End Users/Desktop",
        "License :: OSI Approved :: GNU General Public License v2 (GPLv2)",
        "Natural Language :: English",
        "Natural Language :: French",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.10",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    keywords="Plone intranet social media governance charter guide ambassador acknowledgment",
    author="Plone Collective",
    author_email="collective@plone.org",
    url=HOME,
    license="GPL version 2",
    cmdclass={"build_py": BuildWithTranslations},
    packages=find_namespace_packages("src", include=["collective.*"]),
    package_dir={"": "src"},
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.10,<3.14",
    install_requires=[
        "Plone>=6.2.2,<6.3",
        "collective.z3cform.datagridfield>=4.0",
        "icalendar",
        "plone.api",
        "plone.app.dexterity",
        "plone.restapi>=10.0",
        "pyphen",
        "rfc8785",
        "tzdata",
        "xlsxwriter",
        "z3c.form",
    ],
    extras_require={
        "test": [
            "ZEO",
            "axe-playwright-python",
            "freezegun",
            "hypothesis",
            "playwright",
            "plone.app.testing",
            "pytest",
            "pytest-plone",
            "pytest-xdist",
            "requests",
        ],
    },
    entry_points={
        "plone.autoinclude.plugin": ["target = plone"],
        "console_scripts": [
            "socialgovernance = collective.socialgovernance.commands.main:main",
        ],
    },
)
