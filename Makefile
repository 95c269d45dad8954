# 一条命令的入口；说明见 make help。
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
DEPLOY := zhicheng/deploy

# A set of packages is installed once: its mark carries the hash of the lock and the place it was installed in.
mark = .venv/.$(1)-$(shell { cat $(2); pwd; $(PYTHON) -V; } 2>&1 | sha256sum | cut -c1-16)
RUN_MARK := $(call mark,run,requirements.lock)
DEV_MARK := $(call mark,dev,requirements-dev.lock)
OCR_MARK := $(call mark,ocr,requirements-ocr.lock)

.PHONY: help run test test-sqlite test-postgres test-browser test-stack check rules ocr bench stack lock clean \
	packages packages-test venv venv-dev

help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: packages venv ## 安装所需的一切并启动系统（演示数据），网址 http://127.0.0.1:8000
	@ZHICHENG_DEMO=$${ZHICHENG_DEMO:-1} exec $(PY) manage.py serve --bind 127.0.0.1:$(PORT)

test: packages-test venv-dev ## 安装所需的一切并完成全部检查和测试
	@exec $(PY) -m tests.suite

check: packages venv-dev ## 代码检查：ruff、mypy、分层、迁移、通知
	@exec $(PY) manage.py check_house

test-sqlite: packages-test venv-dev ## 只在 SQLite 上测试
	@exec $(PY) -m tests.suite sqlite

test-postgres: packages-test venv-dev ## 只在临时 PostgreSQL 上测试
	@exec $(PY) -m tests.suite postgres

test-browser: packages-test venv-dev ## 只做浏览器测试
	@exec $(PY) -m tests.suite browser

test-stack: packages-test venv-dev ## 只做生产拓扑的测试
	@exec $(PY) -m tests.suite stack

rules: packages-test venv-dev ## 逐条列出通知的要求、落实方式和测试
	@exec $(PY) -m tests.requirements

ocr: packages venv $(OCR_MARK) ## 另装机器识读（约 400 MB；不装则全部由人遮盖）

bench: packages-test venv-dev ## 性能测量（自带临时 PostgreSQL）
	@exec $(PY) -m benchmarks $(ARGS)

stack: packages-test venv-dev ## 以进程方式启动生产拓扑，停止后不留数据
	@exec $(PY) manage.py stack $(ARGS)

lock: venv-dev ## 更新依赖锁（UPGRADE=--upgrade 时升级到最新）
	@compile="$(PY) -m uv pip compile pyproject.toml --universal --generate-hashes"; \
	options="--no-emit-index-url --no-header -q $(UPGRADE)"; \
	$$compile $$options -o requirements.lock; \
	$$compile $$options --extra ocr -o requirements-ocr.lock; \
	$$compile $$options --extra ocr --group dev -o requirements-dev.lock

clean: ## 删除安装和缓存；数据在 var/ 中，予以保留
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages:
	@[ -n "$${SKIP_PACKAGES:-}" ] || { $(DEPLOY)/system-packages $(DEPLOY)/packages-run.txt && $(DEPLOY)/system-fonts; }

packages-test:
	@[ -n "$${SKIP_PACKAGES:-}" ] || \
		{ $(DEPLOY)/system-packages $(DEPLOY)/packages-run.txt $(DEPLOY)/packages-test.txt && $(DEPLOY)/system-fonts; }

venv: $(RUN_MARK)

venv-dev: $(DEV_MARK)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本；可用 make PYTHON=… 指定"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "不能建立虚拟环境，请先执行：apt-get install python3-venv"; exit 1; }

# The development packages hold the others in the same versions.
$(DEV_MARK): | $(PY)
	@echo "正在安装 Python 软件包（含开发工具和机器识读），约需两三分钟……"
	@rm -f .venv/.run-* .venv/.dev-* .venv/.ocr-*
	@$(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements-dev.lock
	@touch $(DEV_MARK) $(RUN_MARK) $(OCR_MARK)

# The packages of the others, in the same versions, and those that read scans.
$(OCR_MARK): | $(RUN_MARK)
	@echo "正在安装机器识读所需的 Python 软件包……"
	@rm -f .venv/.ocr-*
	@$(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements-ocr.lock
	@touch $(OCR_MARK)

$(RUN_MARK): | $(PY)
	@echo "正在安装 Python 软件包，约需一两分钟……"
	@rm -f .venv/.run-* .venv/.dev-*
	@$(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@$(PY) manage.py prepare_fonts || true  # the first document does it otherwise
	@touch $(RUN_MARK)
