/* The questions as a SurveyJS form: one a page, and a tap leads on. */
import {Model, settings} from "survey-core"
import "survey-js-ui"
import form from "./surveyjs.json"

settings.autoAdvanceDelay = 0      // it waits 300 ms otherwise
settings.animationEnabled = false
self.asked = () => document.querySelector("[data-name] .sd-question__title, [data-name] h5")?.textContent ?? ""
new Model(form).render(document.querySelector("main"))
performance.mark("checker:ready")
