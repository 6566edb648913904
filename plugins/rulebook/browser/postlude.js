self.afterBrython()
